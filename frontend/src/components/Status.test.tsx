import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type * as api from '@/api/types.gen'
import { setLocale, type Locale } from '@/i18n/locale'
import { termWords } from '@/i18n/terms'
import { BoardStatus, DeadlineStatus, LackStatus, ReportStatus, WorkStatus, type Lack, type Standing } from './Status'

// `satisfies` lets the compiler say which state of the contract is missing here
const WORK = { not_started: 1, in_progress: 1, awaiting_confirmation: 1, completed: 1, suspended: 1, cancelled: 1 } satisfies Record<api.WorkState, 1>
const DEADLINE = { no_deadline: 1, on_track: 1, due_soon: 1, overdue: 1, completed_on_time: 1, completed_late: 1 } satisfies Record<api.DeadlineState, 1>
const REPORT = { draft: 1, submitted: 1, returned: 1, accepted: 1 } satisfies Record<api.ReportState, 1>
const LACK = { empty: 1, figures: 1, evidence: 1, carried: 1 } satisfies Record<Lack, 1>
const STANDING = { on_time: 1, late: 1, missing: 1, waiting: 1, asked: 1, voluntary: 1, released: 1, unasked: 1 } satisfies Record<Standing, 1>

function codesOf<T extends string>(states: Record<T, 1>): T[] {
  return Object.keys(states) as T[]
}

const badges = [
  ...codesOf(WORK).map((state) => ({ name: `work ${state}`, code: state, ui: <WorkStatus state={state} /> })),
  ...codesOf(DEADLINE).map((state) => ({ name: `deadline ${state}`, code: state, ui: <DeadlineStatus state={state} /> })),
  ...codesOf(REPORT).map((state) => ({ name: `report ${state}`, code: state, ui: <ReportStatus state={state} /> })),
  ...codesOf(REPORT).map((state) => ({ name: `reviewed report ${state}`, code: state, ui: <ReportStatus state={state} reviewer /> })),
  ...codesOf(LACK).map((lack) => ({ name: `lack ${lack}`, code: lack, ui: <LackStatus lack={lack} /> })),
  ...codesOf(STANDING).map((standing) => ({ name: `board ${standing}`, code: standing, ui: <BoardStatus standing={standing} /> })),
]

const said = (container: HTMLElement) => (container.textContent || '').trim()

it.each(badges)('says $name in words, in both languages', ({ code, ui }) => {
  const { container } = render(ui)
  const vietnamese = said(container)
  expect(vietnamese).toMatch(/^[A-ZĐÀ-Ỹ]/)
  expect(vietnamese).toMatch(/[^\u0020-\u007e]/)
  expect(vietnamese).not.toContain(code)
  setLocale('en')
  const english = said(render(ui).container)
  expect(english).toMatch(/^[A-Z][a-z]/)
  expect(english).not.toContain('_')
  expect(english).not.toBe(vietnamese)
})

it.each<Locale>(['vi', 'en'])('does not call two states of one axis by the same name (%s)', (locale) => {
  const { work, deadline, report, board } = termWords[locale]
  for (const axis of [work, deadline, report, board]) expect(new Set(Object.values(axis)).size).toBe(Object.keys(axis).length)
})

it('tells the unit and the reviewer the same return from their own side', () => {
  render(<ReportStatus state="returned" />)
  expect(screen.getByText('Bị trả lại')).toBeVisible()
  render(<ReportStatus state="returned" reviewer />)
  expect(screen.getByText('Đã trả lại')).toBeVisible()
})

it('leaves the icon to the eyes: a screen reader hears the word alone', () => {
  const { container } = render(<DeadlineStatus state="overdue" />)
  expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true')
  expect(said(container)).toBe('Quá hạn')
})

it.each(codesOf(DEADLINE))('says no word of lateness about what a body is asked to do (%s)', (state) => {
  const { container } = render(<DeadlineStatus state={state} mandate="requested" />)
  expect(said(container)).toBe('Được đề nghị')
})

it('has a word for every code of the contract, in both languages', () => {
  const contract = {
    role: { admin: 1, coordinator: 1, leader: 1, unit_head: 1, officer: 1, observer: 1 } satisfies Record<api.Role, 1>,
    unitKind: { city: 1, department: 1, vertical: 1, service: 1, front: 1, party: 1, ward: 1, commune: 1 } satisfies Record<api.UnitKind, 1>,
    work: WORK,
    deadline: DEADLINE,
    report: REPORT,
    reason: { not_enough_detail: 1, figures_mismatch: 1, evidence_missing: 1, evidence_wrong: 1, wrong_period: 1, off_topic: 1, other: 1 } satisfies Record<api.ReasonCode, 1>,
    line: { pending: 1, ok: 1, returned: 1 } satisfies Record<api.LineReviewState, 1>,
    period: { planned: 1, open: 1, closed: 1 } satisfies Record<api.PeriodState, 1>,
    periodKind: { quarter_1: 1, six_months: 1, quarter_3: 1, year: 1, other: 1, ad_hoc: 1 } satisfies Record<api.PeriodKind, 1>,
    part: { lead: 1, support: 1 } satisfies Record<api.Part, 1>,
    mandate: { assigned: 1, requested: 1 } satisfies Record<api.Mandate, 1>,
    cadence: { once: 1, each_period: 1, standing: 1 } satisfies Record<api.Cadence, 1>,
    taskKind: { general: 1, specific: 1, organisational: 1 } satisfies Record<api.TaskKind, 1>,
    level: { total: 1, dimension: 1, subdimension: 1, indicator: 1 } satisfies Record<api.ScoreLevel, 1>,
    stance: { maintain: 1, improve: 1 } satisfies Record<api.Stance, 1>,
    nameStatus: { official: 1, described: 1, translated: 1, working: 1 } satisfies Record<api.NameStatus, 1>,
  }
  for (const terms of [termWords.vi, termWords.en]) {
    for (const [name, codes] of Object.entries(contract)) {
      expect(terms[name as keyof typeof contract], name).toMatchObject(Object.fromEntries(Object.keys(codes).map((code) => [code, expect.stringMatching(/\S/)])))
    }
  }
})
