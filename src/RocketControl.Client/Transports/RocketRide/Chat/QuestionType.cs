namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>What a question asks for (RocketRide protocol §5.5).</summary>
public enum QuestionType
{
    /// <summary>An answer.</summary>
    Question = 0,

    /// <summary>Documents that mean something alike.</summary>
    Semantic,

    /// <summary>Documents that hold the words.</summary>
    Keyword,

    /// <summary>Documents by their ids.</summary>
    Get,

    /// <summary>The prompt as it is.</summary>
    Prompt,

    /// <summary>The result of a database statement.</summary>
    Execute,

    /// <summary>The kind of the database.</summary>
    Dialect,
}
