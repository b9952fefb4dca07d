import type { WritingWords } from '@/i18n/vi/writing'

export const writing: WritingWords = {
  change: 'Change',
  changeUnit: (unit) => `Change the part of ${unit}`,
  takeOut: 'Take out',
  takeOutTitle: (unit) => `Take ${unit} out?`,
  takeOutDraft: (task) => `The unit is no longer in the draft’s task “${task}”. It can be given the task again at any time; the history keeps it.`,
  takeOutAmendment: (task) => `That the unit is taken out of “${task}” is written into the amendment and holds when the leader has approved it.`,
  role: 'Part',
  mandate: 'How it is given',
  asked: 'Front and Party bodies are asked to cooperate, not assigned.',
  byUnitPlan: 'Done by sending the unit’s own plan (one task of a plan)',
  doneBy: 'Done by',
  doneByUnitPlan: 'the unit’s own plan',
  ownDay: 'The unit’s own deadline',
}
