namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>What <c>/stats</c> counts.</summary>
internal sealed class CircuitCounters
{
    public long InputRecords { get; private set; }

    public long InputBytes { get; private set; }

    public long ProcessedRecords { get; private set; }

    public long ProcessedBytes { get; private set; }

    public long CompletedRecords { get; private set; }

    public long Steps { get; private set; }

    public long CompletedSteps { get; private set; }

    public void Ingested(long records, long bytes)
    {
        InputRecords += records;
        InputBytes += bytes;
    }

    public void Processed(long records, long bytes)
    {
        ProcessedRecords += records;
        ProcessedBytes += bytes;
    }

    public void Stepped() => Steps++;

    public void Completed()
    {
        CompletedRecords = ProcessedRecords;
        CompletedSteps = Steps;
    }
}
