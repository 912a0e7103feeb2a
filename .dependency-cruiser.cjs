/*
 * The shape of the tree, kept: which module may know which, and by which door. Lowest module first.
 */
const ORDER = ['identity', 'tokens', 'taxonomy', 'files', 'assets', 'collections', 'delivery', 'admin']
const above = (name) => ORDER.slice(ORDER.indexOf(name) + 1)

const oneWay = ORDER.filter((name) => above(name).length > 0).map((name) => ({
  name: `${name}-knows-nothing-above-it`,
  severity: 'error',
  from: { path: `^app/${name}/` },
  to: { path: `^app/(${above(name).join('|')})/` },
}))

module.exports = {
  forbidden: [
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-circular-modules',
      severity: 'error',
      from: { path: '^app/([^/]+)/' },
      to: { path: '^app/([^/]+)/', pathNot: '^app/$1/', circular: true },
    },
    ...oneWay,
    {
      name: 'enter-by-the-door',
      comment: 'Another module is imported through its index.ts only; what it declares for the back office, by its admin.ts.',
      severity: 'error',
      from: { path: '^app/([^/]+)/', pathNot: '^app/admin/back_office/resources\\.ts$' },
      to: { path: '^app/(?!core/|sdk/)([^/]+)/', pathNot: ['^app/$1/', '^app/[^/]+/index\\.ts$'] },
    },
    {
      name: 'the-back-office-enters-by-admin',
      severity: 'error',
      from: { path: '^app/admin/back_office/resources\\.ts$' },
      to: { path: '^app/(?!core/|sdk/|admin/)([^/]+)/', pathNot: '^app/[^/]+/(index|admin)\\.ts$' },
    },
    {
      name: 'adminjs-is-loaded-when-it-is-opened',
      comment: 'It is as large as the rest of a process; whoever never opens the back office does not pay for it.',
      severity: 'error',
      from: {
        path: '^(app|providers|start|config)/',
        pathNot: '^app/admin/back_office/(back_office|declared_resource|office_actions)\\.ts$',
      },
      to: {
        path: '^(app/admin/back_office/(back_office|declared_resource|office_actions|adminjs\\.d)\\.ts|node_modules/adminjs/)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'typesense-is-loaded-where-it-searches',
      comment: 'Every process loads config/plugins.ts; the client is for those that ask a Typesense server.',
      severity: 'error',
      from: { path: '^(app|plugins|providers|start|config)/' },
      to: { path: '^node_modules/typesense/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'wiring-enters-by-the-door',
      severity: 'error',
      from: { path: '^(providers|plugins|config)/' },
      to: { path: '^app/(?!core/|sdk/)[^/]+/', pathNot: '^app/[^/]+/index\\.ts$' },
    },
    {
      name: 'the-list-of-modules-enters-by-routes',
      severity: 'error',
      from: { path: '^start/modules\\.ts$' },
      to: { path: '^app/', pathNot: '^app/([^/]+|core/http)/([a-z_]*routes|admin)\\.ts$' },
    },
    {
      name: 'core-knows-no-domain',
      severity: 'error',
      from: { path: '^app/core/' },
      to: { path: '^app/(?!core/)', pathNot: '^app/sdk/' },
    },
    {
      name: 'sdk-stands-alone',
      severity: 'error',
      from: { path: '^app/sdk/' },
      to: { path: '^(app/(?!sdk/)|plugins|providers|config|start|database)' },
    },
    {
      name: 'plugins-know-the-sdk-only',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/' },
      to: { path: '^(app/(?!sdk/)|providers|config|start|database|plugins/)', pathNot: '^plugins/$1/' },
    },
    {
      name: 'only-the-switchboard-names-plugins',
      severity: 'error',
      from: { path: '^(app|providers|start)/' },
      to: { path: '^plugins/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], mainFields: ['module', 'main'] },
    tsPreCompilationDeps: true,
  },
}
