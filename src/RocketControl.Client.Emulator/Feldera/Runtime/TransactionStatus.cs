namespace RocketControl.Client.Emulator.Feldera.Runtime;

internal enum TransactionStatus
{
    NoTransaction,
    TransactionInProgress,
    CommitInProgress,
}
