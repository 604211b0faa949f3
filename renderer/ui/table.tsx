import { Check, ChevronDown, ChevronUp, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Table as AriaTable,
  Cell,
  Checkbox,
  Column,
  type Key,
  Row,
  type Selection,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from 'react-aria-components';
import styles from './table.module.css';

export interface TableColumn<T> {
  readonly id: string;
  readonly name: string;
  /** CSS pixels; the columns without one share what is left. */
  readonly width?: number;
  /** Numbers stand at the end of their column. */
  readonly isNumber?: boolean;
  readonly cell: (row: T) => ReactNode;
}

export interface TableSort {
  readonly column: string;
  readonly down: boolean;
}

interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly TableColumn<T>[];
  readonly rows: readonly T[];
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (selected: ReadonlySet<number>) => void;
  /** Enter or a click on a row. */
  readonly onOpen: (row: T) => void;
  /** A row in a few words, for finding it by typing. */
  readonly textOf: (row: T) => string;
  readonly empty: ReactNode;
}

const rowHeight = 46;
const headingHeight = 32;

/**
 * A table of many rows: sorted by its headings, chosen by its boxes, moved through by arrows. The first column names
 * the row. Rows are as high as two lines, so that thousands of them scroll; the caller sorts.
 */
export function Table<T extends { readonly id: number }>({ rows, columns, selected, ...props }: TableProps<T>) {
  const { sort, onSort, onSelect, onOpen, textOf } = props;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const select = (keys: Selection): void =>
    onSelect(new Set(keys === 'all' ? rows.map(({ id }) => id) : [...keys].map(Number)));
  const open = (key: Key): void => {
    const row = byId.get(Number(key));
    if (row !== undefined) onOpen(row);
  };
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight }}>
      <AriaTable
        aria-label={props.label}
        className={styles.table ?? ''}
        selectionMode="multiple"
        selectedKeys={selected}
        onSelectionChange={select}
        sortDescriptor={{ column: sort.column, direction: sort.down ? 'descending' : 'ascending' }}
        onSortChange={({ column, direction }) => onSort({ column: String(column), down: direction === 'descending' })}
        onRowAction={open}
      >
        <TableHeader className={styles.header ?? ''}>
          <Column width={36} minWidth={36} className={styles.column ?? ''}>
            <SelectBox />
          </Column>
          {columns.map(({ id, name, width, isNumber = false }, index) => (
            <Column
              key={id}
              id={id}
              isRowHeader={index === 0}
              allowsSorting
              width={width ?? '1fr'}
              minWidth={width ?? 120}
              className={`${styles.column} ${isNumber ? styles.number : ''}`}
            >
              {({ sortDirection }) => (
                <span className={styles.heading}>
                  {name}
                  {sortDirection === undefined ? null : sortDirection === 'ascending' ? (
                    <ChevronUp size={13} aria-hidden />
                  ) : (
                    <ChevronDown size={13} aria-hidden />
                  )}
                </span>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={rows} dependencies={[columns]} renderEmptyState={() => <div>{props.empty}</div>}>
          {(row) => (
            <Row id={row.id} textValue={textOf(row)} className={styles.row ?? ''}>
              <Cell className={styles.cell ?? ''}>
                <SelectBox />
              </Cell>
              {columns.map(({ id, cell, isNumber = false }) => (
                <Cell key={id} className={`${styles.cell} ${isNumber ? styles.number : ''}`}>
                  {cell(row)}
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </AriaTable>
    </Virtualizer>
  );
}

function SelectBox() {
  return (
    <Checkbox slot="selection" className={styles.select ?? ''}>
      {({ isSelected, isIndeterminate }) => (
        <span className={styles.box} data-on={isSelected || isIndeterminate ? '' : undefined} aria-hidden>
          {isIndeterminate ? <Minus size={12} /> : isSelected ? <Check size={12} /> : null}
        </span>
      )}
    </Checkbox>
  );
}
