namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>Something that was said before.</summary>
/// <param name="Role">By whom: <c>user</c>, <c>assistant</c> or <c>system</c>.</param>
/// <param name="Content">What.</param>
public sealed record QuestionTurn(string Role, string Content);
