import { expect, it } from 'vitest'
import { indentation } from './indentation'

it.each([
  [[], '', 0],
  [['def f(x):'], '', 4],
  [['def f(x):  # why'], '', 4],
  [['def f(x):', '    y = x', ''], '', 4],
  [['    return y'], '', 0],
  [['        return y'], 'else:', 4],
  [['    y = f('], '', 8],
  [['    y = f(', '        x,'], ')', 4],
  [['    if x:', '        y = 1'], 'else:', 4],
  [['x = 1'], '', 0],
] as [string[], string, number][])('%j then %j', (above, after, spaces) => {
  expect(indentation(above, after)).toBe(spaces)
})
