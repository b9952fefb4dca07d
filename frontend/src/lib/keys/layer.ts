import { createContext } from 'react'
import { PAGE } from './keys'

/** The layer that a component's shortcuts belong to: the dialog around it, else the page. */
export const LayerContext = createContext(PAGE)
