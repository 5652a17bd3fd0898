namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>A question to a run that is fed by a chat component (RocketRide protocol §5.5).</summary>
public sealed record Question
{
    /// <summary>Creates a question.</summary>
    /// <param name="text">What is asked.</param>
    public Question(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>What is asked.</summary>
    public string Text { get; }

    /// <summary>What it asks for. Default: an answer.</summary>
    public QuestionType Type { get; init; }

    /// <summary>True: the answer is to be JSON. Default: false.</summary>
    public bool ExpectJson { get; init; }

    /// <summary>As whom to answer. Null (default): not said.</summary>
    public string? Role { get; init; }

    /// <summary>How to answer.</summary>
    public IReadOnlyList<QuestionInstruction> Instructions { get; init; } = [];

    /// <summary>Examples of good answers.</summary>
    public IReadOnlyList<QuestionExample> Examples { get; init; } = [];

    /// <summary>What was said before, oldest first.</summary>
    public IReadOnlyList<QuestionTurn> History { get; init; } = [];

    /// <summary>Facts to know.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>What the answer is to achieve.</summary>
    public IReadOnlyList<string> Goals { get; init; } = [];

    /// <summary>Documents to answer from.</summary>
    public IReadOnlyList<QuestionDocument> Documents { get; init; } = [];

    /// <summary>Which documents count. Null (default): left to the server.</summary>
    public QuestionFilter? Filter { get; init; }

    /// <summary>A text without the content, for logs.</summary>
    public override string ToString() => $"{Type} question";
}
