#!/usr/bin/env node
'use strict';
require('../lib/ecs-promote.cjs');
