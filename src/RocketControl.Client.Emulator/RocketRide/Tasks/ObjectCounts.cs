using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>What went through a run so far.</summary>
internal readonly record struct ObjectCounts(long CompletedSize, int CompletedCount, long FailedSize, int FailedCount, double Seconds)
{
    public ObjectCounts Complete(long size) => this with { CompletedSize = CompletedSize + size, CompletedCount = CompletedCount + 1 };

    public ObjectCounts Fail(long size) => this with { FailedSize = FailedSize + size, FailedCount = FailedCount + 1 };

    public bool IsSameWorkAs(ObjectCounts other) => this with { Seconds = 0 } == other with { Seconds = 0 };

    /// <summary>Adds the members that the status and <c>apaevt_status_counts</c> share. The rates are in hundredths a second.</summary>
    public void WriteTo(JsonObject body)
    {
        body["totalSize"] = CompletedSize + FailedSize;
        body["totalCount"] = CompletedCount + FailedCount;
        body["completedSize"] = CompletedSize;
        body["completedCount"] = CompletedCount;
        body["failedSize"] = FailedSize;
        body["failedCount"] = FailedCount;
        body["wordsSize"] = 0;
        body["wordsCount"] = 0;
        body["rateSize"] = Rate(CompletedSize);
        body["rateCount"] = Rate(CompletedCount);
    }

    public long Rate(long amount) => Seconds > 0 ? (long)(amount * 100 / Seconds) : 0;
}
