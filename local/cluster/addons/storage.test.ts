import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { storageManifests } from './storage.ts';

const files = mkdtempSync(join(tmpdir(), 'storage-'));
after(() => rmSync(files, { recursive: true }));

/** The relevant parts of the upstream manifest. */
const published = `apiVersion: apps/v1
kind: Deployment
metadata: {name: local-path-provisioner}
spec:
  template:
    spec:
      containers:
        - name: local-path-provisioner
          image: rancher/local-path-provisioner:v0.0.30
          command:
            - local-path-provisioner
            - --debug
            - start
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-path}
provisioner: rancher.io/local-path
---
apiVersion: v1
kind: ConfigMap
metadata: {name: local-path-config}
data:
  config.json: '{"paths":["/opt/local-path-provisioner"]}'
  helperPod.yaml: "image: busybox"
`;

test('adapts the upstream manifest to our images and folder, with fsGroup support', () => {
  mkdirSync(join(files, 'deploy'));
  writeFileSync(join(files, 'deploy/local-path-storage.yaml'), published);
  const [deployment, storageClass, config] = storageManifests(files, {
    image: 'here/provisioner:1',
    helperImage: 'here/debian:1',
    volumes: '/data/volumes',
  });
  assert.deepEqual(deployment?.spec, {
    template: {
      spec: {
        containers: [
          {
            name: 'local-path-provisioner',
            image: 'here/provisioner:1',
            command: ['/local-path-provisioner', 'start'],
          },
        ],
      },
    },
  });
  assert.deepEqual(storageClass?.metadata.annotations, {
    'storageclass.kubernetes.io/is-default-class': 'true',
    defaultVolumeType: 'local',
  });
  assert.deepEqual(config?.data, {
    'config.json': '{"paths":["/data/volumes"]}',
    'helperPod.yaml': 'image: here/debian:1',
  });
});
