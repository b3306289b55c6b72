import type { Rule } from '../rule.ts';

const start =
  'cannotstart|cannotcreatecontainer|oci runtime|runc\\b|exec:|exec user process|starting container process|container process|createprocess|entrypoint|container_linux';

/** From an image to a running process. */
export const starting: readonly Rule[] = [
  {
    class: 'out-of-memory',
    confidence: 'certain',
    pattern:
      'outofmemory|out of memory|oom( |-)?killed|killed due to memory|cannot allocate memory|memory cgroup',
    source: 'outOfMemory',
  },
  {
    class: 'no-capacity-ports',
    confidence: 'certain',
    pattern:
      'port is already allocated|driver failed programming external connectivity|address already in use|ports? (is|are) not available',
    source: 'serviceEvents',
  },
  {
    class: 'volume-mount',
    confidence: 'certain',
    pattern:
      'efs utils|\\befs dns|mount\\.nfs|\\befs volumes?|cannotcreatevolume|cannotinspectvolume|cannotremovevolume|volumedriver|invalidvolume|\\bfsx\\b|mounting volume|error (while )?mounting|failed to mount|mount callback failed .{0,20}volume|bind source path|invalid mount|invalid volume|\\bebs volumes?|(attach|create|provision|detach)\\w* .{0,40}volumes?|volumes? .{0,80}(attach|failed|timed|could not|not be)|no such volume|nfs|error gathering device|mount (denied|failed)|mounts? denied|failed to copy file info|l?chown .{0,300}not permitted',
    source: 'volumeThread',
  },
  {
    class: 'command-not-found',
    confidence: 'certain',
    pattern:
      '(exec: "[^"]{1,120}": )?(stat \\S{1,120}: )?(executable file not found|no such file)|permission denied|exec user process caused|no command specified|is a directory|command not found|cannot find the (file|path)|not a valid win32',
    within: start,
    source: 'runc',
  },
  {
    // Before a container's own command runs, runc prepares its mounts (rootfs_linux.go); what follows is often cut.
    class: 'volume-mount',
    confidence: 'guess',
    pattern: 'rootfs_linux\\.go|container init caused',
    within: start,
    unless: 'running (prestart )?hook',
    source: 'volumeThread',
  },
  {
    class: 'agent-or-docker-timeout',
    confidence: 'certain',
    pattern:
      'dockertimeout|devicemapper|dm_task_run|containerruntimetimeout|could not transition to|timed out after waiting|cannotinspectcontainer|cannotstopcontainer|cannotdescribecontainer|cannotlist(container|image|plugin)|cannotremovecontainer|cannotgetdocker|dockerstateerror|containervanished|nosuchcontainer|containernetworking|taskstateerror|taskdependencyerror|agent (could not|was unable|disconnected|is disconnected|is not connected|not connected|became disconnected)|agent\\b.{0,60}disconnect|n.?o?t have the agent connected|agent (isn.?t|is not|not) (running|responding|connected)|cannot connect to the docker daemon|encountered error .?agent|(^|: |reason )\\W*agent\\W*$|agent to start|reason: .?agent\\b',
    source: 'agentDockerErrors',
  },
  {
    class: 'agent-or-docker-timeout',
    confidence: 'likely',
    pattern: 'deadline|time-?d? ?out|containerd|docker\\.sock|daemon is not|transport is closing|ttrpc',
    within: 'cannotstart|cannotcreate|cannotstop|container runtime|shim|daemon|cni\\b',
    source: 'agentDockerErrors',
  },
];

/** A container that could not be created or started, when the text says no more. */
export const startingAtAll: readonly Rule[] = [
  {
    class: 'agent-or-docker-timeout',
    confidence: 'guess',
    pattern: 'cannot(start|create)container|containerruntimeerror|oci runtime (create|start) failed',
    source: 'cannotStart',
    advice:
      'Look at the whole text on the container instance (docker or agent log); it is not one of the known ones.',
  },
];
