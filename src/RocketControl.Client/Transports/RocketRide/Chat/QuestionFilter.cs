namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>Which documents count (RocketRide protocol §5.5). What is null is left to the server.</summary>
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

    /// <summary>Ranks what was found once more, by how well it fits. Better and slower. Default: false.</summary>
    public bool UseQuickRank { get; init; }

    /// <summary>Ranks documents that belong together against each other. Better and slower. Default: false.</summary>
    public bool UseGroupRank { get; init; }

    /// <summary>With what surrounds the parts that were found. Default: false.</summary>
    public bool IncludeContext { get; init; }

    /// <summary>Only objects with these ids. Empty (default): all.</summary>
    public IReadOnlyList<string> ObjectIds { get; init; } = [];

    /// <summary>Only these parts. Empty (default): all.</summary>
    public IReadOnlyList<int> ChunkIds { get; init; } = [];

    /// <summary>Only this part and later ones. Null (default): all.</summary>
    public int? MinChunkId { get; init; }

    /// <summary>Only this part and earlier ones. Null (default): all.</summary>
    public int? MaxChunkId { get; init; }

    /// <summary>Only documents of this node. Null (default): all.</summary>
    public string? NodeId { get; init; }

    /// <summary>Only documents below this file or folder. Null (default): all.</summary>
    public string? Parent { get; init; }

    /// <summary>Only documents of this name. Null (default): all.</summary>
    public string? Name { get; init; }

    /// <summary>Only documents with these permissions. Empty (default): all.</summary>
    public IReadOnlyList<int> Permissions { get; init; } = [];

    /// <summary>True: only deleted documents; false: none of them. Null (default): all.</summary>
    public bool? IsDeleted { get; init; }

    /// <summary>True: only tables; false: none of them. Null (default): all.</summary>
    public bool? IsTable { get; init; }

    /// <summary>Only these tables. Empty (default): all.</summary>
    public IReadOnlyList<int> TableIds { get; init; } = [];

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
