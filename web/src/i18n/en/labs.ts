export default {
  title: 'Labs',
  lead: 'Small experiments that run here, and what they prove. Turn a knob and look.',
  count: '{n:One lab|# labs}, {claims:one claim|# claims}.',
  filter: 'Filter',
  claims: '{n:1 claim|# claims}',
  myths: '{n:1 myth refuted|# myths refuted}',
  needs: 'needs {extra}',
}
