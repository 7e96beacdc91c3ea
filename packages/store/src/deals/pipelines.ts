import type { WorkspaceTransaction } from '../engine/index.ts';
import type { DealStatus } from '../records/index.ts';

export interface Pipeline {
  readonly id: string;
  readonly name: string;
  readonly stages: { readonly id: string; readonly name: string; readonly status: DealStatus; readonly position: number }[];
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly family: string | null;
  readonly priceMinor: number | null;
  readonly priceCurrency: string | null;
  readonly isActive: boolean;
}

/** Pipelines with their stages in order. */
export async function listPipelines(tx: WorkspaceTransaction): Promise<{ pipelines: Pipeline[] }> {
  const [row] = await tx.raw<{ pipelines: Pipeline[] }>(
    `select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'stages', (
        select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'status', s.status, 'position', s.position) order by s.position, s.id), '[]')
        from app.stages s where s.workspace_id = p.workspace_id and s.pipeline_id = p.id and s.deleted_at is null)) order by p.position, p.id), '[]') as pipelines
     from app.pipelines p where p.workspace_id = (select app.workspace()) and p.deleted_at is null`,
    [],
    'list_pipelines',
  );
  return row ?? { pipelines: [] };
}

/** Products by name. */
export async function listProducts(tx: WorkspaceTransaction): Promise<{ products: Product[] }> {
  const [row] = await tx.raw<{ products: Product[] }>(
    `select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'code', p.code, 'family', p.family,
        'priceMinor', p.price_minor, 'priceCurrency', p.price_currency, 'isActive', p.is_active) order by p.name, p.id), '[]') as products
     from app.products p where p.workspace_id = (select app.workspace()) and p.deleted_at is null`,
    [],
    'list_products',
  );
  return row ?? { products: [] };
}
