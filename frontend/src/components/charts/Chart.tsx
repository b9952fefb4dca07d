import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'

export interface Series {
  name: string
  colour: string
  /** Null where nothing was published: a gap, never a zero. */
  values: readonly (number | null)[]
}

interface ChartProps {
  label: string
  kind: 'line' | 'bar'
  labels: readonly string[]
  series: readonly Series[]
  format: (value: number) => string
  stacked?: boolean
  height?: number
}

function optionsOf({ kind, labels, series, format, stacked = false, label }: ChartProps): Record<string, unknown> {
  const text = { fontFamily: 'Noto Sans, Segoe UI, system-ui, sans-serif', color: '#45525F', fontSize: 13 }
  return {
    animation: false,
    textStyle: text,
    aria: { enabled: true, label: { description: label } },
    grid: { left: 48, right: 16, top: 36, bottom: 28 },
    legend: { top: 0, left: 0, textStyle: text, itemGap: 16 },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–') },
    xAxis: { type: 'category', data: labels, axisLabel: text },
    yAxis: { type: 'value', scale: kind === 'line', axisLabel: { ...text, formatter: format }, splitLine: { lineStyle: { color: '#D5DCE3' } } },
    series: series.map(({ name, colour, values }) => ({
      name,
      type: kind,
      data: values,
      color: colour,
      stack: stacked ? 'all' : undefined,
      symbolSize: 8,
      lineStyle: { width: 3 },
      barMaxWidth: 36,
    })),
  }
}

/** A chart with a table of the same figures one press away. The drawing code is loaded when the first chart is shown. */
export function Chart(props: ChartProps) {
  const { label, labels, series, format, height = 260 } = props
  const words = useWords(commonWords)
  const [asTable, setAsTable] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const options = JSON.stringify([labels, series])
  useEffect(() => {
    const element = place.current
    if (asTable || element === null) return
    let gone = false
    let end = () => {}
    void import('./echarts').then(({ init }) => {
      if (gone) return
      const chart = init(element, null, { renderer: 'svg' })
      chart.setOption(optionsOf(props))
      const observer = new ResizeObserver(() => chart.resize())
      observer.observe(element)
      end = () => {
        observer.disconnect()
        chart.dispose()
      }
    })
    return () => {
      gone = true
      end()
    }
    // the figures decide; the functions beside them are made anew at each draw
    // eslint-disable-next-line react-hooks/exhaustive-deps -- options is the figures as text
  }, [asTable, options])
  return (
    <figure aria-label={label}>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? words.chart.chart : words.chart.table}
        </Button>
      </div>
      {asTable ? <FigureTable labels={labels} series={series} format={format} label={label} /> : <div ref={place} style={{ height }} />}
    </figure>
  )
}

function FigureTable({ labels, series, format, label }: Pick<ChartProps, 'labels' | 'series' | 'format' | 'label'>) {
  return (
    <div style={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label={label}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{label}</span>
            </th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="numbers">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((name, index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {series.map(({ name: of, values }) => {
                const value = values[index]
                return (
                  <td key={of} className="numbers">
                    {typeof value === 'number' ? format(value) : '–'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
