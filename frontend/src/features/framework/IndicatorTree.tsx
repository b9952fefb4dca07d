import { ChevronDown, ChevronRight, Diamond } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { IndicatorNode, TargetRead } from '@/api/types.gen'
import { Provisional } from '@/components/Provisional'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { fold, matches } from '@/lib/search'
import styles from './framework.module.css'

interface TreeProps {
  tree: readonly IndicatorNode[]
  query: string
  chosen: string | undefined
  targets: ReadonlyMap<string, TargetRead>
  onChoose: (id: string) => void
}

interface Shown {
  node: IndicatorNode
  depth: number
  open: boolean
}

function found(node: IndicatorNode, query: string): boolean {
  return matches(`${node.code} ${node.name_vi} ${node.name_en ?? ''}`, query) || node.children.some((child) => found(child, query))
}

function visible(nodes: readonly IndicatorNode[], depth: number, isOpen: (node: IndicatorNode) => boolean, query: string): Shown[] {
  return nodes
    .filter((node) => query === '' || found(node, query))
    .flatMap((node) => {
      const open = query !== '' || isOpen(node)
      return [{ node, depth, open }, ...(open ? visible(node.children, depth + 1, isOpen, query) : [])]
    })
}

function startsWith(node: IndicatorNode | undefined, start: string): boolean {
  return node !== undefined && (node.code.startsWith(start) || fold(node.name_vi).startsWith(start))
}

/** What is typed within a second belongs together: "2.1" jumps to the code, "cong" to the name, with or without marks. */
class Typed {
  #text = ''
  #last = 0

  at(key: string): string {
    const now = Date.now()
    this.#text = (now - this.#last < 1000 ? this.#text : '') + fold(key)
    this.#last = now
    return this.#text
  }
}

/** The tree with codes; arrows move and open, a low rating and a working name are marked. */
export function IndicatorTree({ tree, query, chosen, targets, onChoose }: TreeProps) {
  const words = useWords(plansWords)
  const [typed] = useState(() => new Typed())
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const holds = (node: IndicatorNode): boolean => node.children.some((child) => child.id === chosen || holds(child))
  const rows = visible(tree, 0, (node) => opened.has(node.id) || holds(node), query)
  const toggle = (id: string, open: boolean) => {
    const next = new Set(opened)
    if (open) next.add(id)
    else next.delete(id)
    setOpened(next)
  }
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    const row = rows[at]
    const goTo = (index: number) => buttons[index]?.focus()
    const parentOf = (index: number) => rows.findLastIndex(({ depth }, other) => other < index && depth < (rows[index]?.depth ?? 0))
    const moves: Record<string, () => void> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      Home: () => goTo(0),
      End: () => goTo(buttons.length - 1),
      ArrowRight: () => (row?.open === true ? goTo(at + 1) : row !== undefined && toggle(row.node.id, true)),
      ArrowLeft: () => (row !== undefined && row.open && row.node.children.length > 0 ? toggle(row.node.id, false) : goTo(parentOf(at))),
    }
    const move = moves[event.key]
    if (move !== undefined) {
      event.preventDefault()
      move()
    } else if (/^[\p{L}\p{N}.]$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const start = typed.at(event.key)
      const jump = [...rows.keys()].map((index) => (index + Math.max(at, 0) + (start.length > 1 ? 0 : 1)) % rows.length).find((index) => startsWith(rows[index]?.node, start))
      if (jump !== undefined) goTo(jump)
    }
  }
  const focusable = rows.find(({ node }) => node.id === chosen)?.node.id ?? rows[0]?.node.id
  return (
    <div className={styles.tree} role="tree" aria-label={words.tree} onKeyDown={onKey}>
      {rows.map(({ node, depth, open }) => (
        <button
          key={node.id}
          type="button"
          role="treeitem"
          aria-level={depth + 1}
          aria-selected={node.id === chosen}
          aria-expanded={node.children.length > 0 ? open : undefined}
          tabIndex={node.id === focusable ? 0 : -1}
          className={`${styles.node} ${depth > 0 ? styles[`level${depth}`] : ''}`}
          onClick={() => {
            if (node.children.length > 0) toggle(node.id, !(open && node.id === chosen))
            onChoose(node.id)
          }}
        >
          {node.children.length > 0 && (open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />)}
          <span>{node.code}</span>
          <span>
            {node.name_vi}
            {targets.get(node.id)?.low_rated === true && <Diamond size={12} fill="currentColor" color="var(--color-warning)" aria-label={words.lowRated} style={{ marginLeft: 6 }} />}
            <Provisional shown={node.name_status === 'working'} />
          </span>
        </button>
      ))}
    </div>
  )
}
