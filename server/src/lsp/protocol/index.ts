/**
 * What the client and the server say to each other beyond the Language Server Protocol, a file for each matter.
 * The only ones they share: names and plain JSON shapes. They import nothing else, so either side can be rebuilt alone.
 */
export * from './check';
export * from './client';
export * from './cluster-model';
export * from './comparison';
export * from './explain';
export * from './files';
export * from './map';
export * from './outline';
export * from './places';
export * from './reach';
export * from './status';
