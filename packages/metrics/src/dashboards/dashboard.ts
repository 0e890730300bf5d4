/** A dashboard as data: Grafana's JSON is generated from it, and a test runs every query on a running shop. */

export type Unit = 's' | 'reqps' | 'short' | 'percentunit' | 'bytes';

export interface Query {
  readonly expr: string;
  /** With labels as `{{x}}`. */
  readonly legend: string;
  /** Has a value only in a cluster. */
  readonly clusterOnly?: true;
  /** Has a value only after something rare, such as an attack. */
  readonly rare?: true;
}

export interface Panel {
  readonly title: string;
  readonly unit: Unit;
  /** What to look for. */
  readonly description: string;
  readonly queries: readonly Query[];
}

export interface Dashboard {
  /** Stable: links and ConfigMaps use it. */
  readonly name: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Panel of one query. */
export const panel = (
  title: string,
  unit: Unit,
  description: string,
  expr: string,
  legend: string,
  more: Pick<Query, 'clusterOnly' | 'rare'> = {},
): Panel => ({ title, unit, description, queries: [{ expr, legend, ...more }] });
