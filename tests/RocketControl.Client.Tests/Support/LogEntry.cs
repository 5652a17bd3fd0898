using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Tests.Support;

internal sealed record LogEntry(int Id, LogLevel Level, string Text, Exception? Exception);
