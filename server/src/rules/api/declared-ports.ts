/**
 * Whether pods say that they have a port.
 */
import type { PortMatch, Workload } from '../../evaluator/model';

/** Some container declares a port that is meant. Pods that declare none may have it all the same. */
export function declaresPort({ ports }: Pick<Workload, 'ports'>, match: PortMatch): boolean {
  return match.kind === 'named'
    ? ports.some(({ name }) => name === match.name)
    : ports.some(
        ({ port, protocol }) => protocol === match.protocol && port >= match.port && port <= match.endPort,
      );
}
