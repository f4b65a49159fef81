import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { toString as drawQr } from 'qrcode';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { hashFile } from '#verify/hashing/hash-file.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { CertificateSheet, type Sheet } from './CertificateSheet.tsx';
import { loadDeposit, loadMonitor } from './evidence.ts';
import { hexOf, readEntryAt } from './tiles.ts';
import { keysAt, loadTrust } from './trust.ts';
import './certificate.css';

/** One deposit on one A4 page: what is proven and what not, in Chinese and English, and where to check it. */
export function CertificatePage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const labels = useLabels();
  const sheet = useQuery({ queryKey: ['evidence', 'certificate', id], queryFn: () => sheetOf(id) });
  const parents = [
    { title: labels.noun('evidence'), path: paths.evidence },
    { title: t('evidence.facts'), path: paths.deposit(id) },
  ];
  if (sheet.error)
    return <Failed page={t('evidence.certificate')} error={sheet.error} retry={() => void sheet.refetch()} />;
  if (sheet.data === undefined) return <Loading />;
  return (
    <>
      <div className="no-print">
        <PageHead
          title={t('evidence.certificate')}
          purpose={t('evidence.certificate_purpose')}
          parents={parents}
          primary={
            sheet.data && (
              <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
                {t('evidence.print')}
              </Button>
            )
          }
        />
      </div>
      {sheet.data ? (
        <CertificateSheet sheet={sheet.data} />
      ) : (
        <div className="card">
          <Empty title={t('evidence.certificate_later')} text={t('evidence.proof_later')} />
        </div>
      )}
    </>
  );
}

/** Null before a checkpoint covers the deposit: then there is nothing to certify. */
async function sheetOf(id: string): Promise<Sheet | null> {
  const [deposit, { origin }, trust] = await Promise.all([loadDeposit(id), loadMonitor(), loadTrust()]);
  const { index, checkpoint, statement } = deposit;
  if (index === null || checkpoint === null) return null;
  const entry = await readEntryAt(index, checkpoint.size).catch(() => undefined);
  const address = `${location.origin}${paths.verify}#${encodeURI(origin)}/${index}`;
  const own = statement === null ? null : await hashFile(new Blob([statement]));
  return {
    deposit,
    checkpoint,
    origin,
    index,
    address,
    qr: `data:image/svg+xml,${encodeURIComponent(await drawQr(address, { type: 'svg', margin: 0 }))}`,
    content: own ?? { sha256: deposit.sha256, sm3: null },
    keys: keysAt(trust, checkpoint.size),
    commitments: entry ? { sha256: hexOf(entry.commitments.sha256), sm3: hexOf(entry.commitments.sm3) } : null,
  };
}
