using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>The transactions of a process, one at a time (Feldera protocol §9).</summary>
internal sealed class Transactions(PipelineProcess process)
{
    private long _last;

    /// <summary>The open transaction; 0 when there is none.</summary>
    public long Id { get; private set; }

    public TransactionStatus Status { get; private set; }

    /// <exception cref="RefusedException">There is one already.</exception>
    public long Start()
    {
        if (Status != TransactionStatus.NoTransaction)
            throw Refusals.Of("TransactionInProgress", "A transaction is already in progress");
        Id = ++_last;
        Status = TransactionStatus.TransactionInProgress;
        return Id;
    }

    /// <summary>Begins to commit, which is done when <see cref="Id"/> is another.</summary>
    /// <exception cref="RefusedException">There is nothing to commit.</exception>
    public void Commit()
    {
        if (Status != TransactionStatus.TransactionInProgress)
            throw Refusals.Of("NoTransactionInProgress", "There is no transaction in progress");
        Status = TransactionStatus.CommitInProgress;
        process.After(process.Timings.Processing, Complete);
    }

    private void Complete()
    {
        Status = TransactionStatus.NoTransaction;
        Id = 0;
        process.Circuit.Step(inTransaction: false);
    }
}
