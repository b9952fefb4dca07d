import type { WritingWords } from '@/i18n/vi/writing'

export const writing: WritingWords = {
  change: 'Change',
  changeUnit: (unit) => `Change the part of ${unit}`,
  takeOut: 'Take out',
  takeOutTitle: (unit) => `Take ${unit} out?`,
  takeOutDraft: (task) => `The unit is no longer in the draft’s task “${task}”. It can be given the task again at any time; the history keeps it.`,
  takeOutAmendment: (task) => `That the unit is taken out of “${task}” is written into the amendment and holds when the leader has approved it.`,
  leftOut: (units: string) => `Not added by the group: ${units} (the task was withdrawn from them). Choose a unit by name to give it again.`,
  role: 'Part',
  mandate: 'How it is given',
  asked: 'Front and Party bodies are asked to cooperate, not assigned.',
  byUnitPlan: 'Done by sending the unit’s own plan (one task of a plan)',
  reportable: 'Has a line in the unit’s regular reports',
  reportableEach: 'Has a line in the unit’s regular reports (leave out if sending the report is the task itself)',
  reported: 'Regular report',
  notReported: 'no line in reports',
  reportItself: 'done by sending the report of the period',
  doneBy: 'Done by',
  doneByUnitPlan: 'the unit’s own plan',
  ownDay: 'The unit’s own deadline',
}
