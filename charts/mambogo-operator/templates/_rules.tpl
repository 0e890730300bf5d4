{{- /* Generated from operator/src/kube/permissions.ts by npm run generate. */}}

{{- define "mambogo-operator.storefrontRules" -}}
- { apiGroups: [ mambogo.com ], resources: [ storefronts ], verbs: [ get, list, watch, patch ] }
- { apiGroups: [ mambogo.com ], resources: [ storefronts/status ], verbs: [ patch ] }
- { apiGroups: [ "" ], resources: [ namespaces ], verbs: [ get ] }
- { apiGroups: [ "" ], resources: [ events ], verbs: [ create, patch ] }
- { apiGroups: [ networking.k8s.io ], resources: [ ingressclasses ], verbs: [ get ] }
{{- end }}

{{- define "mambogo-operator.shopRules" -}}
- { apiGroups: [ "" ], resources: [ secrets ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ "" ], resources: [ configmaps ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ "" ], resources: [ services ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ "" ], resources: [ serviceaccounts ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ apps ], resources: [ deployments ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ apps ], resources: [ statefulsets ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ batch ], resources: [ jobs ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ networking.k8s.io ], resources: [ networkpolicies ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ networking.k8s.io ], resources: [ ingresses ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ policy ], resources: [ poddisruptionbudgets ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ autoscaling ], resources: [ horizontalpodautoscalers ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ dapr.io ], resources: [ components ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ dapr.io ], resources: [ configurations ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ dapr.io ], resources: [ resiliencies ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ dapr.io ], resources: [ subscriptions ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ gateway.networking.k8s.io ], resources: [ httproutes ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ cert-manager.io ], resources: [ certificates ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ monitoring.coreos.com ], resources: [ podmonitors ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ monitoring.coreos.com ], resources: [ prometheusrules ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ keda.sh ], resources: [ scaledobjects ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ keda.sh ], resources: [ triggerauthentications ], verbs: [ get, list, watch, create, patch, delete ] }
- { apiGroups: [ mambogo.com ], resources: [ storefrontbackups ], verbs: [ get, list, watch, create, delete ] }
- { apiGroups: [ mambogo.com ], resources: [ storefrontbackups/status ], verbs: [ patch ] }
- { apiGroups: [ mambogo.com ], resources: [ storefrontrestores ], verbs: [ get, list, watch ] }
- { apiGroups: [ mambogo.com ], resources: [ storefrontrestores/status ], verbs: [ patch ] }
- { apiGroups: [ "" ], resources: [ pods ], verbs: [ list, delete ] }
- { apiGroups: [ "" ], resources: [ persistentvolumeclaims ], verbs: [ list, patch, delete ] }
- { apiGroups: [ "" ], resources: [ events ], verbs: [ list ] }
{{- end }}

{{- define "mambogo-operator.ownRules" -}}
- { apiGroups: [ coordination.k8s.io ], resources: [ leases ], verbs: [ get, create, update, patch ] }
{{- end }}
