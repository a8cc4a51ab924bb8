import { expect, it } from 'vitest'
import type { LabParam } from '../../api/types'
import { fit, fromQuery, placeOf, seedOf, toQuery, valueAt } from './address'

const base: Omit<LabParam, 'name' | 'type' | 'min' | 'max' | 'default'> = {
  title: '', choices: [], hidden: false, step: null, scale: 'linear',
}
const rate: LabParam = { ...base, name: 'rate', type: 'float', min: 0.001, max: 10, default: 0.1, scale: 'log' }
const steps: LabParam = { ...base, name: 'steps', type: 'int', min: 10, max: 400, step: 5, default: 100 }
const bold: LabParam = { ...base, name: 'bold', type: 'bool', min: null, max: null, default: false }
const kind: LabParam = {
  ...base, name: 'kind', type: 'choice', min: null, max: null, default: 'a',
  choices: [{ value: 'a', title: 'A' }, { value: 'b', title: 'B' }],
}
const all = [rate, steps, bold, kind]

it('an address says what is not default', () => {
  const changes = toQuery(all, { rate: 0.5, steps: 100, bold: true, kind: 'b' }, 3)
  expect(changes).toEqual({ seed: '3', rate: '0.5', steps: null, bold: 'true', kind: 'b' })
})

it('and is read back; what it spoils is default or at the bound', () => {
  const query = new URLSearchParams('rate=99&steps=17&bold=maybe&kind=c')
  expect(fromQuery(all, query)).toEqual({ rate: 10, steps: 15, bold: false, kind: 'a' })
  expect(fromQuery(all, new URLSearchParams('rate=x&bold=true&kind=b'))).toMatchObject({ rate: 0.1, bold: true, kind: 'b' })
})

it('a slider there and back', () => {
  for (const value of [0.001, 0.1, 10]) expect(valueAt(rate, placeOf(rate, value))).toBeCloseTo(value, 6)
  expect(placeOf(rate, 0.1)).toBe(500)
  for (const value of [10, 100, 400]) expect(valueAt(steps, placeOf(steps, value))).toBe(value)
})

it('whole numbers stay whole', () => {
  expect(fit(steps, 12.6)).toBe(15)
  expect(fit(steps, NaN)).toBeNull()
})

it('a seed is a whole number', () => {
  expect(['3', '-1', '1.5', 'x', '4294967296', null].map(seedOf)).toEqual([3, 0, 0, 0, 0, 0])
})
