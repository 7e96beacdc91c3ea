import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './app/query-client.ts';
import { router } from './app/router.tsx';

// A page that was open while a new version was put in place asks for parts that are gone.
addEventListener('vite:preloadError', () => {
  const tried = Number(sessionStorage.getItem('reloadedAt') ?? 0);
  if (Date.now() - tried < 10_000) return;
  sessionStorage.setItem('reloadedAt', String(Date.now()));
  location.reload();
});

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element with the id "root"');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
