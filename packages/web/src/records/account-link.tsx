import { Link } from '@tanstack/react-router';

export function AccountLink({ account }: { account: { id: string; name: string } }) {
  return (
    <Link to="/accounts/$id" params={{ id: account.id }} className="hover:underline">
      {account.name}
    </Link>
  );
}
