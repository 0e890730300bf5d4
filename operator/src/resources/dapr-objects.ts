/** Dapr objects of a shop, from the same templates as on one machine, and which of them a service's sidecar loads. Pure. */
import type { ComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import { componentName } from '@mambogo/blueprint/names.ts';
import { renderComponents } from '@mambogo/blueprint/render-components.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ServiceModel } from '../model/model.ts';
import type { ShopModel } from '../model/shop-model.ts';

export const daprObjects = (model: ShopModel, templates: ComponentTemplates): KubeObject[] =>
  renderComponents(templates, model.daprComponents).map((object) => ({
    ...object,
    metadata: { ...object.metadata, labels: componentLabels(model.storefront, 'dapr') },
  }));

/** A sidecar loads components scoped to its app id, and the Configuration named in its annotations. */
export const secretReaderRbac = (
  objects: readonly KubeObject[],
  shop: string,
  { appId, name }: ServiceModel,
): KubeObject[] =>
  objects.filter(({ kind, metadata, scopes }) =>
    kind === 'Configuration'
      ? metadata.name === componentName(shop, name)
      : Array.isArray(scopes) && scopes.includes(appId),
  );
