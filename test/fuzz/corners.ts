/**
 * Policies written with what YAML has and manifests hardly ever use.
 */

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';

export const CORNERS: readonly string[] = [
  `${HEAD}metadata: &m {name: a, labels: &l {app: web}}\nspec:\n  podSelector: &s {matchLabels: *l}\n  ingress: [{from: [{podSelector: *s}, &p {namespaceSelector: {}}, *p]}]\n`,
  `x: &base\n  podSelector: {matchLabels: {app: web}}\n  policyTypes: [Ingress]\n${HEAD}metadata: {name: a}\nspec:\n  <<: *base\n  ingress:\n  - <<: [{ports: [{port: 80}]}, {from: [{podSelector: {}}]}]\n`,
  `a0: &a0 [x, x, x, x]\na1: &a1 [*a0, *a0, *a0, *a0]\na2: &a2 [*a1, *a1, *a1, *a1]\na3: &a3 [*a2, *a2, *a2, *a2]\na4: &a4 [*a3, *a3, *a3, *a3]\na5: [*a4, *a4, *a4, *a4]\n${HEAD}metadata: {name: a}\n`,
  `${HEAD}metadata: {name: !!str 1, labels: !!map {a: !!str yes, b: !!int "7", c: !!binary aGk=}}\nspec: !x\n  podSelector: !!map {}\n  policyTypes: !!seq [!!str Ingress]\n  ingress: !!null\n`,
  `${HEAD}metadata:\n  name: a\n  annotations:\n    one: |2-\n        text: more\n      less\n\n    two: >+\n      folded\n       kept\n\n\n    three: |\n\n      #  no comment\n    four: >-\n      a:\n      - b\nspec: {podSelector: {}}\n`,
  `%YAML 1.1\n%TAG !e! tag:example.com,2000:\n---\n${HEAD}metadata: {name: !e!x a}\nspec: {podSelector: {}}\n...\n# between\n---\n${HEAD}metadata: {name: b}\n...\n`,
  `? apiVersion\n: networking.k8s.io/v1\n? kind\n: NetworkPolicy\n? metadata\n: ? name\n  : a\n? spec\n:\n  ? podSelector\n  : {}\n  ? ingress\n  : - ? from\n      : - ? podSelector\n          : {? matchLabels : {? app : web}}\n`,
  `"apiVersion": "networking.k8s.io\\/v1"\n'kind': 'NetworkPolicy'\n"metadata": {"name": "a\\x41\\u0042\\U00000043", 'labels': {'it''s': "a\n\n  b\\\n  c"}}\nspec:\n  "podSelector": {\n  "matchLabels": {\n"app"\n: web}}\n`,
  `{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",\n\t"metadata": {"name": "\\ud83d\\ude00"},\n\t"spec": {"podSelector": {}, "ingress": [{"from": [{"ipBlock": {"cidr": "10.0.0.0/8"}}]}]}}\n`,
  `apiVersion: v1\nkind: List\nitems:\n- &one\n  ${HEAD.replace('\n', '\n  ')}  metadata: {name: a}\n  spec: {podSelector: {}, ingress: [{}]}\n- *one\n- <<: *one\n  metadata: {name: b}\n- apiVersion: v1\n  kind: List\n  items: [*one, null, 7, [], {}]\n`,
  `--- !!map\n${HEAD}metadata: {name: a}\n--- # note\n--- |\n  ${HEAD}\n--- {kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: b}, spec: {podSelector: {}}}\n--- "kind: NetworkPolicy"\n---\n`,
  `${HEAD}metadata: {name: a}\nspec:\n    podSelector:\n        matchLabels: {app: web, app: cart, "app": db}\n    ingress:\n    - from:\n      - ipBlock: {cidr: 010.0.0.0/8, except: [~, 1e3, 0x1F, .inf, 12:30:45]}\n      ports: [{port: 0o17, protocol: TCP}, {port: 1_000}, {port: "80"}, {port: 80.0}]\n    ingress: []\n`,
];
