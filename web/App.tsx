import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, App as Notices } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { onSignedOut, problemOf } from './api.ts';
import { router } from './routes.tsx';
import { themeFor } from './theme.ts';
import { usePhone } from './ui/usePhone.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer: asking again changes nothing. No answer may be a moment's trouble.
      retry: (count, error) => problemOf(error).status === 0 && count < 2,
    },
  },
});

export function App() {
  const { i18n } = useTranslation();
  const touch = usePhone();
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: ['session'] })), []);
  return (
    <ConfigProvider
      theme={themeFor({ calm: prefersCalm, touch })}
      locale={i18n.language === 'en' ? english : chinese}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={client}>
        <Notices message={{ duration: 4, maxCount: 3 }}>
          <RouterProvider router={router} />
        </Notices>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

const prefersCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
