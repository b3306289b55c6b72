import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings } from '../../adapters/aws/client-settings.ts';
import { ecsTemplates } from '../../adapters/ecs/templates.ts';
import type { TemplatesIn } from './render-sources.ts';

/** Task definitions and services as they are in a region. */
export const templatesIn: TemplatesIn = (region, { clock, report, interrupted }) => {
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = awsClientSettings({ region, sessionName: 'ecs-promote-render' }, call, clock);
  return ecsTemplates({
    ecs: new ECSClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    call,
  });
};
