import type { TemplateField } from '@/api/types.gen'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import styles from './papers.module.css'

/** As it is typed in Word: a list is looped over, a block takes a paragraph of its own. */
function written({ name, kind }: TemplateField): string {
  if (kind === 'block') return `{{p ${name} }}`
  return kind === 'list' ? `{%p for dong in ${name} %} … {{ dong }} … {%p endfor %}` : `{{ ${name} }}`
}

/** What a template may name. */
export function Fields({ fields }: { fields: readonly TemplateField[] }) {
  const words = useWords(papersWords)
  return (
    <section>
      <h2>{words.fields}</h2>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <div key={field.name}>
            <dt>
              <kbd>{written(field)}</kbd>
            </dt>
            <dd>
              {field.words} <span className="secondary small">({words.fieldKinds[field.kind]})</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
