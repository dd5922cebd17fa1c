import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { readService } from '../../../server/src/manifests/service';

function service(spec: string): ReturnType<typeof readService> {
  const text = `apiVersion: v1\nkind: Service\nspec: ${spec}\n`;
  return readService(readManifestFile('a.yaml', text).resources[0]?.value);
}

describe('readService', () => {
  test('reads selector and ports, the target port being the port unless it is named', () => {
    const spec =
      '{selector: {app: web}, ports: [{port: 80}, {name: dns, port: 53, protocol: UDP, targetPort: 5353}, {port: 443, targetPort: https}]}';
    expect(service(spec)).toEqual({
      selector: new Map([['app', 'web']]),
      headless: false,
      ports: [
        { port: 80, protocol: 'TCP', targetPort: 80 },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 },
        { port: 443, protocol: 'TCP', targetPort: 'https' },
      ],
    });
  });

  test.each(['{selector: {}}', '{selector: ~}', '{}', '~', 'text', '{selector: web}'])(
    '%s selects no pods',
    (spec) => {
      expect(service(spec)).toEqual({ headless: false, ports: [] });
    },
  );

  test.each(['0', '""', '~', '70000', '[80]'])('a target port of %s is the port', (target) => {
    expect(service(`{ports: [{port: 80, targetPort: ${target}}]}`).ports).toEqual([
      { port: 80, protocol: 'TCP', targetPort: 80 },
    ]);
  });

  test.each(['{}', '{port: 0}', '{port: http}', '{port: 80, protocol: tcp}', '80', '~'])(
    'a port of %s is left out',
    (port) => {
      expect(service(`{ports: [${port}, {port: 443}]}`).ports.map((one) => one.port)).toEqual([443]);
    },
  );

  test('knows headless services and aliases', () => {
    expect(service('{clusterIP: None}').headless).toBe(true);
    expect(service('{clusterIP: 10.0.0.1}').headless).toBe(false);
    expect(service('{type: ExternalName, externalName: db.example.com}').externalName).toBe('db.example.com');
    expect(service('{externalName: db.example.com}')).not.toHaveProperty('externalName');
  });
});
