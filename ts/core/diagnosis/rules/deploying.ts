import type { Rule } from '../rule.ts';

/** A hook's failure quotes the role or the function that failed, so it is asked about before these. */
export const hooks: readonly Rule[] = [
  {
    class: 'hook-failed',
    confidence: 'certain',
    pattern:
      '(lifecycle|pause|validation|deployment|lambda) ?(event )?hooks?.{0,200}(fail|timed? ?out|time-?out|error|unable|null|reject|expired|abort|roll)|hook(\\(s\\))? (failed|timed out|returned)|hook ?status|lifecycle ?event.{0,120}(fail|timed? ?out)|(before|after)(install|allowtraffic|allowtesttraffic).{0,120}(fail|timed? ?out|error)|hook target',
    source: 'blueGreen',
  },
];

/** Why a deployment as a whole was given up. */
export const givingUp: readonly Rule[] = [
  {
    class: 'alarm-rollback',
    confidence: 'certain',
    pattern:
      '\\balarms?\\b.{0,120}(detected|trigger|breach|activated|in alarm|alarm state|went off|fired|\\balarm\\b)|(fail|roll|stopp|because|due to).{0,120}\\balarms?\\b|alarm_active|cloudwatch alarms?',
    unless: 'desired count|triggered policy',
    source: 'alarms',
  },
  {
    class: 'circuit-breaker',
    confidence: 'certain',
    pattern:
      'circuit[-\\s]*breaker|no rollback candidate|service_deployment_failed|deployment failed: tasks? failed|tasks failed to start',
    source: 'circuitBreaker',
  },
];

export const health: readonly Rule[] = [
  {
    class: 'container-health-check',
    confidence: 'certain',
    pattern:
      'container health[-\\s]*checks?|dependent container .{0,80}unhealthy|container .{0,60}(is|became|reported) unhealthy|service_discovery_instance_unhealthy',
    source: 'containerHealth',
  },
  {
    class: 'container-health-check',
    confidence: 'likely',
    pattern:
      'unhealthy .{0,60}(service registry|cloud map|service discovery)|(service registry|cloud map|service discovery) .{0,80}unhealthy',
    source: 'serviceEvents',
  },
  {
    class: 'target-deregistered',
    confidence: 'certain',
    pattern:
      'deregistrationinprogress|deregistration is in progress|target\\.notregistered|not registered (to|with) the target group|has deregistered|\\bderegistered \\d+|draining connections|deregistered \\d+ instances|currently deregistering|target is draining|^\\s*draining\\s*$|unhealthy\\.draining|connection draining',
    source: 'targetHealth',
  },
  {
    class: 'scaling-activity',
    confidence: 'certain',
    pattern:
      'initialhealthchecking|registrationinprogress|registration is in progress|initial health checks? (in progress|is in)',
    source: 'targetHealth',
  },
  {
    class: 'scaling-activity',
    confidence: 'likely',
    pattern: '^\\s*initial\\s*$',
    fields: ['targetHealth'],
    source: 'targetHealth',
  },
  {
    class: 'container-health-check',
    confidence: 'guess',
    pattern: '^\\s*unhealthy\\s*$',
    fields: ['stoppedReason', 'containerReason', 'event', 'statusReason'],
    source: 'containerHealth',
  },
  {
    class: 'platform-internal',
    confidence: 'certain',
    pattern: 'elb\\.internalerror|due to an internal error',
    source: 'targetHealth',
  },
  {
    class: 'load-balancer-health-check',
    confidence: 'certain',
    pattern:
      'elb health|health[-\\s]*checks? failed|failed .{0,40}health[-\\s]*checks?|(is|are|was) (unhealthy|not healthy) (in|for|on)|target (group )?is not found|unhealthythreshold|\\btarget\\.(failedhealthchecks|timeout|responsecodemismatch|notinuse|ipunusable|unhealthy|healthcheckdisabled|invalidstate)|availability zone .{0,30}not enabled|with these codes|vpc lattice .{0,80}unhealthy|unhealthy .{0,80}vpc lattice|unhealthy target|targets? .{0,60}(unhealthy|not healthy)|not configured to receive traffic|time-?out while .{0,60}health',
    source: 'targetHealth',
  },
  {
    class: 'load-balancer-health-check',
    confidence: 'likely',
    pattern:
      '^\\s*request timed out\\.?\\s*$|reason request timed out|connection to .{0,20}target|^\\s*unhealthy\\b|to become healthy',
    source: 'targetHealth',
  },
];

/** What a deployment that goes well says, too. */
export const goingWell: readonly Rule[] = [
  {
    // Waiting for protected tasks holds rebalancing up, and nothing else.
    class: 'scaling-activity',
    confidence: 'certain',
    pattern: 'unable to az rebalance|stopped az rebalanc',
    source: 'rebalancing',
  },
  {
    class: 'deployment-replaced',
    confidence: 'certain',
    pattern:
      '(deployment|revision|task ?set|task).{0,120}(replaced by|superseded|overridden by|was replaced)|(newer|new|another|later) (service )?deployment (has |was |is )?(start|creat|replac|supersed|in progress|began)|(replaced|superseded|stopped|because|due to|by|favou?r of) .{0,40}(a |the )?(newer|new|another|later) (service )?(deployment|revision)',
    source: 'circuitBreaker',
  },
  {
    class: 'steady-state',
    confidence: 'certain',
    pattern:
      'reached (a )?steady state|deployment(\\s\\S+\\)?)? (has )?(been )?(completed|succeeded)|deployment .{0,60}(completed|successful)|is az balanced|task ?set .{0,40}steady state|reached .{0,10}steady|capacity provider .{0,30}steady|_steady_state\\b|deployment_completed',
    unless: '(unable to reach|not reach|never reach|not az balanced)',
    source: 'serviceEvents',
  },
  {
    class: 'steady-state',
    confidence: 'likely',
    pattern: '^\\s*(healthy|success(ful)?|succeeded|completed)\\s*$',
    fields: ['targetHealth', 'statusReason'],
    source: 'targetHealth',
  },
  {
    class: 'scaling-activity',
    confidence: 'certain',
    pattern:
      'scaling activity|scheduler initiated|tasks that are pending|has (started|stopped|begun) \\d+|(started|stopped) \\d+ (running |pending )?tasks|\\bregistered \\d+|set(ting)? desired ?count|triggered policy|desired_count_updated|computeddesiredcount|desired count .{0,40}(updated|changed|to \\d)|az (re)?balanc|rebalanc|initiated by .{0,4}(deployment|task ?set)|stopped by .{0,4}(deployment|the service scheduler|service scheduler|scheduler)|scal(ed|ing) (in|out|down|up)\\b',
    unless: 'was unable|is unable|could not|failed',
    source: 'whyStopped',
  },
  {
    class: 'scaling-activity',
    confidence: 'likely',
    pattern:
      'deployment_in_progress|(rolling )?update (is )?in progress|deployment (is )?progressing|deployment.{0,80} (in progress|started|has started|created|is pending)|(^|reason:? )\\W*in_progress\\W*$|waiting for .{0,40}(steady|healthy|stable)',
    unless: 'roll(ing|ed)? ?back|fail|unable',
    source: 'circuitBreaker',
  },
];

export const stopping: readonly Rule[] = [
  {
    class: 'stopped-by-user',
    confidence: 'certain',
    pattern:
      'stopped by (the |a |an )?(user|operator|admin|customer|console|api)|task stopped by|stopservicedeployment|stop service deployment|manually stopped|stopped manually|userinitiated|forced by (the |a )?user|user[-\\s]*initiated|user requested|stop requested|requested by (the |a )?user|stopped via|service deployment (was )?stopped|(cancell?ed|aborted|rolled back) by (the |a )?user|by the user|(service|cluster) (was |has been )?deleted',
    source: 'whyStopped',
  },
  {
    class: 'circuit-breaker',
    confidence: 'guess',
    pattern: 'rolling back|rolled back|roll back|deployment failed',
    unless: 'networking configuration',
    source: 'circuitBreaker',
  },
  {
    class: 'platform-internal',
    confidence: 'likely',
    pattern:
      'ephemeral ?storage provisioning|internal ?error|internal (server |service )?(error|failure)|unexpected (ec2 )?(error|failure)|service error|maintenance|retire(d|ment)|netplugin|configure eni|server ?(exception|error)|unhandled|underlying (host|infrastructure|hardware)|hardware (failure|degrad)|degraded|fargate (platform|infrastructure)|service unavailable|please try again later|cluster unavailable',
    unless: 'tagpolicy|not authorized|invalid networking',
    source: 'failedToStart',
  },
];
