/**
 * Runs an action on an order and shows the result. If it is rejected or gets no response, the order is refetched and the dialog
 * stays open with the error.
 */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../../design/toasts.tsx';
import { adminOrderQuery, cacheOrder } from '../api/orders.ts';

interface OrderActionDone {
  readonly id: string;
  readonly done: string;
  readonly onClose: () => void;
}

export interface OrderDialogProps {
  readonly order: AdminOrder;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function useOrderAction<V>({ id, done, onClose }: OrderActionDone, act: (request: V) => Promise<AdminOrder>) {
  const queries = useQueryClient();
  const showToast = useToast();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: act,
    onSuccess: (order) => {
      cacheOrder(queries, order);
      onClose();
      showToast(done);
    },
    onError: () => queries.invalidateQueries({ queryKey: adminOrderQuery(id).queryKey }),
  });
  return {
    act: mutate,
    isPending,
    error,
    close: () => {
      reset();
      onClose();
    },
  };
}
