export default {
  title: 'Labs',
  lead: 'Small experiments that run here, and what they prove. Turn a knob and look.',
  count: '{n} labs measure {claims} claims.',
  claims: '{n:1 claim|# claims}',
  myths: '{n:1 myth refuted|# myths refuted}',
  needs: 'needs {extra}',
}
