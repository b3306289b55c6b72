import { countReport } from './surefire.ts';

test('counts the cases of a report by how they ended', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="LoadTest" tests="5" errors="1" skipped="1" failures="1">
  <properties><property name="java.version" value="17"/></properties>
  <testcase name="a" classname="LoadTest" time="0.1"/>
  <testcase name="b" classname="LoadTest" time="0.1"><failure message="x">at &lt;testcase&gt;</failure></testcase>
  <testcase name="c" classname="LoadTest" time="0.1"><error message="x"/></testcase>
  <testcase name="d" classname="LoadTest" time="0"><skipped/></testcase>
  <testcase name="e" classname="LoadTest" time="0.1"><system-out>failure</system-out></testcase>
</testsuite>`;
  expect(countReport(xml)).toEqual({ passed: 2, failed: 2, skipped: 1 });
});

test('refuses a report that was cut off', () => {
  expect(() => countReport('<testsuite><testcase name="a"/>')).toThrow();
});
