import { execFileSync } from 'node:child_process';

/** The process of the server: a child of this extension host. */
export function serverProcess(): number | undefined {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const processes = list.split('\n').map((line) => line.trim().split(/\s+/u));
  const server = processes.find(
    ([, parent, ...command]) => Number(parent) === process.pid && /dist.server\.js/u.test(command.join(' ')),
  );
  return server && Number(server[0]);
}

/** A variable of the environment that the server was started with. */
export function serverVariable(name: string): string | undefined {
  const all = execFileSync('ps', ['eww', '-p', String(serverProcess()), '-o', 'args='], { encoding: 'utf8' });
  return new RegExp(`\\s${name}=(\\S*)`, 'u').exec(all)?.[1];
}
