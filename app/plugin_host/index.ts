export { definePlugins, type PluginsConfig } from './config.ts'
export { PluginConfigInvalid, PluginLied, PluginTimedOut } from './errors.ts'
export { PluginHost, type InstanceCheck, type InstanceStatus } from './plugin_host.ts'
