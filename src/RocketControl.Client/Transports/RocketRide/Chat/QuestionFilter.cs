namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>Which documents count. What is null is left to the server.</summary>
public sealed record QuestionFilter
{
    /// <summary>How many to skip, at least 0. Null (default): 0.</summary>
    public int? Offset { get; init; }

    /// <summary>How many at most, 1 to 1,000. Null (default): 25.</summary>
    public int? Limit { get; init; }

    /// <summary>How many follow-up questions to suggest, at least 0. Null (default): 5.</summary>
    public int? FollowUpQuestions { get; init; }

    /// <summary>Whole tables instead of the parts that were found.</summary>
    public bool FullTables { get; init; }

    /// <summary>Whole documents instead of the parts that were found.</summary>
    public bool FullDocuments { get; init; }

    /// <summary>Only objects with these ids. Empty (default): all.</summary>
    public IReadOnlyList<string> ObjectIds { get; init; } = [];

    internal void Validate()
    {
        Require(Offset is null or >= 0, $"{nameof(Offset)} must not be negative, but is {Offset}.");
        Require(Limit is null or (>= 1 and <= 1000), $"{nameof(Limit)} must be 1 to 1,000, but is {Limit}.");
        Require(FollowUpQuestions is null or >= 0, $"{nameof(FollowUpQuestions)} must not be negative, but is {FollowUpQuestions}.");
    }

    private static void Require(bool fulfilled, string problem)
    {
        if (!fulfilled)
            throw new RunInvalidArgumentException($"QuestionFilter.{problem}", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
    }
}
