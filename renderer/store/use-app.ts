import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { State, Store } from './store.ts';

export const AppStore = createContext<Store | undefined>(undefined);

export function useAppStore(): Store {
  const store = useContext(AppStore);
  if (store === undefined) throw new Error('outside of the workbench');
  return store;
}

/** A part of the state; the view follows it. */
export const useApp = <T>(select: (state: State) => T): T => useStore(useAppStore(), select);
