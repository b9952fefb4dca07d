import { Button } from 'antd'
import type { RegimePeriod, RegimePeriods } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { FilterSelect } from '@/components/table/Select'
import { askingWords } from '@/i18n/asking'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import { termWords } from '@/i18n/terms'
import type { RegimeWords } from '@/i18n/vi/regime'
import { useWords } from '@/i18n/words'
import { Differences } from './Differences'
import { Facts, Moved } from './PeriodCards'
import type { Written } from './use-regime'
import styles from './periods.module.css'

/** What would come of what is not saved yet: the periods of a year, and what stands already and stays. */
export function RegimePreview({ written }: { written: Written }) {
  const words = useWords(regimeWords)
  const { plan, plans, preview, isLooked, isCurrent } = written
  if (plan === undefined) return <p className="secondary">{words.noPlan}</p>
  return (
    <section className="stack" aria-label={words.preview}>
      <h2>{words.preview}</h2>
      <div className="row" style={{ alignItems: 'end' }}>
        {plans.length > 1 && <FilterSelect label={words.yearToLook} value={plan.id} options={plans.map(({ id, year }) => ({ value: id, label: String(year) }))} onChange={written.choosePlan} />}
        <Button loading={preview.isFetching} onClick={written.look}>{words.look(plan.year)}</Button>
      </div>
      <div role="status">
        {isLooked && !isCurrent && <p className="field__warning">{words.outdated}</p>}
        {written.tried && !isLooked && <p className="field__error">{words.unfinished}</p>}
        {isCurrent && preview.data !== undefined && <p>{summary(preview.data, plan.year, words)}</p>}
      </div>
      {isCurrent && preview.error !== null && <ErrorState error={preview.error} />}
      {isCurrent && preview.data !== undefined && <Cards found={preview.data} />}
    </section>
  )
}

function summary({ items, unlisted }: RegimePeriods, year: number, words: RegimeWords): string {
  const count = (outcome: RegimePeriod['outcome']) => items.filter((item) => item.outcome === outcome).length
  const differing = items.filter(({ differs }) => differs.length > 0).length
  const said = [
    words.wouldMake(year, count('create')),
    count('exists') > 0 && words.wouldStay(count('exists'), differing),
    unlisted.length > 0 && words.wouldLeave(unlisted.length),
    count('before_plan') > 0 && words.notApplying(count('before_plan')),
    count('out_of_order') > 0 && words.notPossible(count('out_of_order')),
  ]
  return said.filter(Boolean).join(' ')
}

function Cards({ found }: { found: RegimePeriods }) {
  const words = useWords(regimeWords)
  return (
    <ul className={styles.cards}>
      {found.items.map((item) => (
        <li key={item.code} className={styles.card} data-planned={item.stands === null || undefined}>
          <h3>{item.title}</h3>
          {item.stands === null ? <Coming item={item} /> : <Standing stands={item.stands} item={item} />}
        </li>
      ))}
      {found.unlisted.map((period) => (
        <li key={period.id} className={styles.card}>
          <h3>{period.title}</h3>
          <Standing stands={period} />
          <p className="small">{words.unlisted}</p>
        </li>
      ))}
    </ul>
  )
}

/** A report that is not there yet. */
function Coming({ item }: { item: RegimePeriod }) {
  const words = useWords(periodsWords)
  const asking = useWords(askingWords)
  const early = item.deadlines_within_window
  return (
    <>
      <p className={item.outcome === 'out_of_order' ? 'field__error' : 'secondary small'}>{words.outcome[item.outcome]}</p>
      <Facts item={item} />
      <Moved moved={item.moved} />
      {early.length > 0 && <p className="small field__warning">{asking.dueWithin(early.map((level) => words.due[level]).join('; '))}</p>}
    </>
  )
}

/** A period that is there, whatever the regime says. */
function Standing({ stands, item }: { stands: NonNullable<RegimePeriod['stands']>; item?: RegimePeriod }) {
  const words = useWords(regimeWords)
  const terms = useWords(termWords)
  return (
    <>
      <p className="secondary small">{words.stays(terms.period[stands.state].toLocaleLowerCase())}</p>
      <Facts item={stands} />
      {item !== undefined && (item.differs.length > 0 ? <Differences item={item} label={words.differs} /> : <p className="small">{words.same}</p>)}
      <AppLink href={`/periods?period=${stands.id}`}>{words.openPeriod}</AppLink>
    </>
  )
}
