import type { MyWorkRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { analyticsWords } from '@/i18n/analytics'
import { useWords } from '@/i18n/words'
import { href } from '@/lib/search-params'

/** Findings of inspections that wait for the unit, and remedies that wait for who inspects. */
export function MyFindings({ findings }: Pick<MyWorkRead, 'findings'>) {
  const words = useWords(analyticsWords)
  const lists = [
    { only: 'waiting', count: findings.to_remedy, said: words.findings(findings.to_remedy, findings.overdue) },
    { only: 'verifiable', count: findings.to_verify, said: words.findingsToVerify(findings.to_verify) },
  ]
  return lists
    .filter(({ count }) => count > 0)
    .map(({ only, said }) => (
      <p key={only} className="panel row">
        <strong>{said}</strong>
        <LinkButton href={href('/inspections', { view: 'findings', only })}>{words.openFindings}</LinkButton>
      </p>
    ))
}
