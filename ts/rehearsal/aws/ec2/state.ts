/** What EC2 holds for one account in one region; by id. */
export interface Ec2State {
  readonly subnets: Map<string, Subnet>;
  readonly securityGroups: Map<string, SecurityGroup>;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  readonly cidrBlock: string;
}

export interface SecurityGroup {
  readonly id: string;
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
}

export function emptyEc2(): Ec2State {
  return { subnets: new Map(), securityGroups: new Map() };
}
