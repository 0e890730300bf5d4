{{- /* Names and labels of the objects. */}}

{{- define "mambogo-operator.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "mambogo-operator.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mambogo-operator.labels" -}}
{{ include "mambogo-operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: mambogo
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "mambogo-operator.account" -}}
{{- .Values.serviceAccount.name | default (include "mambogo-operator.name" .) }}
{{- end }}

{{- define "mambogo-operator.image" -}}
{{- $repository := .Values.image.repository | default (printf "%s/operator" .Values.registry) }}
{{- if .Values.image.digest }}{{ printf "%s@%s" $repository .Values.image.digest }}
{{- else }}{{ printf "%s:%s" $repository (.Values.image.tag | default (include "mambogo-operator.tag" .)) }}
{{- end }}
{{- end }}

{{- define "mambogo-operator.tag" -}}
{{- .Chart.AppVersion }}{{ with .Values.build }}-{{ . }}{{ end }}
{{- end }}

{{- /* The namespaces to watch, as JSON. Empty: all. */}}
{{- define "mambogo-operator.namespaces" -}}
{{- if .Values.clusterWide }}[]
{{- else }}{{ .Values.namespaces | default (list .Release.Namespace) | toJson }}
{{- end }}
{{- end }}
