/** The one enforced direction: routes → features → components → lib → i18n and api. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: { pathNot: '^src/api' }, to: { circular: true, viaOnly: { pathNot: '^src/api|routeTree' } } },
    {
      name: 'features-are-islands', severity: 'error',
      from: { path: '^src/features/([^/]+)/' }, to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    { name: 'features-know-no-routes', severity: 'error', from: { path: '^src/features/' }, to: { path: '^src/(routes|routeTree|main)' } },
    { name: 'components-know-no-features', severity: 'error', from: { path: '^src/components/' }, to: { path: '^src/(features|routes|routeTree|main)' } },
    { name: 'lib-is-below', severity: 'error', from: { path: '^src/lib/', pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/(components|features|routes|routeTree|main|testing)' } },
    { name: 'words-are-lowest', severity: 'error', from: { path: '^src/i18n/' }, to: { path: '^src/', pathNot: '^src/i18n/' } },
    { name: 'testing-only-in-tests', severity: 'error', from: { path: '^src/', pathNot: '(\\.test\\.tsx?$|^src/testing/)' }, to: { path: '^src/testing/' } },
    { name: 'charts-stay-lazy', severity: 'error', from: { path: '^src/', pathNot: '^src/components/charts/' }, to: { path: 'node_modules/echarts' } },
    { name: 'no-dev-dependencies', severity: 'error', from: { path: '^src/', pathNot: '(\\.test\\.tsx?$|^src/testing/|^src/styles/)' }, to: { dependencyTypes: ['npm-dev'], pathNot: '@types|@fontsource' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vitest|^virtual:' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.app.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|woff2)$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
