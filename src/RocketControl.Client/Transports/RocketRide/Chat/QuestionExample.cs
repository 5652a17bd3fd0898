namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>An example of a good answer.</summary>
/// <param name="Given">The question.</param>
/// <param name="Result">The answer to it.</param>
public sealed record QuestionExample(string Given, string Result);
