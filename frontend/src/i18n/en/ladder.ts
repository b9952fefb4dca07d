import type { LadderWords } from '@/i18n/vi/ladder'

const PEOPLE: Record<string, string> = { officer: 'officers', head: 'heads of the unit' }
const LISTS: Record<string, string> = { coordinator: 'the list of the coordinating department', leader: 'the list of the leaders' }

export const ladder: LadderWords = {
  title: 'Ladder of escalation',
  intro: 'Who is reminded before and after a deadline, and on whose list overdue work is put. It holds for all assigned tasks and reports; bodies asked to cooperate are on no list.',
  rungs: 'Steps',
  sentence: (days, unit, to) => {
    const named = `${Math.abs(days)} ${unit === 'days' ? 'day' : 'working day'}${Math.abs(days) === 1 ? '' : 's'}`
    const when = days === 0 ? 'On the day it is due' : `${named} ${days < 0 ? 'before it is due' : 'overdue'}`
    const told = to.flatMap((level) => PEOPLE[level] ?? [])
    const listed = to.flatMap((level) => LISTS[level] ?? [])
    return `${when}: ${[...(told.length > 0 ? [`remind ${told.join(' and ')}`] : []), ...listed.map((name) => `put it on ${name}`)].join('; ')}.`
  },
  nobody: 'No step yet: nobody is reminded by the system.',
  byHand: 'Reminders by hand',
  again: (minutes) => (minutes === 0 ? 'The same reminder may be sent again at once.' : `The same reminder within ${minutes} minutes asks before it is sent.`),
  answer: (days) => `An answer is wanted within ${days} working day${days === 1 ? '' : 's'}, unless the sender chooses another day.`,
  shipped: 'As the system came; nobody has changed it.',
  writtenBy: (who, at) => `Written by ${who} at ${at}`,
  edit: 'Change the ladder',
  save: 'Save the ladder',
  unit: 'How days are counted',
  units: { working_days: 'Working days', days: 'Calendar days' },
  rung: (place) => `Step ${place}`,
  days: 'Days from the deadline',
  daysHint: 'Below zero: before it; 0: on the day; above: overdue.',
  to: 'Goes to',
  levels: { officer: 'Officers', head: 'Heads of the unit', coordinator: 'List of the coordinating department', leader: 'List of the leaders' },
  add: 'Add a step',
  remove: (place) => `Remove step ${place}`,
  againField: 'Ask again if reminded within (minutes)',
  answerField: 'Time to answer (working days)',
  preview: 'Once saved',
  previewNote: 'Holds from the next reminder on; what was told is not told again.',
  wrong: 'Each step needs a whole number and somebody to go to.',
  toSent: 'Reminders',
}
