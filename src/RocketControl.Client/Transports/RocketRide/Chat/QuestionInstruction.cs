namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>How to answer.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">The instruction.</param>
public sealed record QuestionInstruction(string Title, string Text);
