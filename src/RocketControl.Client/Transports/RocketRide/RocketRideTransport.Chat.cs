using System.Text.Json;
using RocketControl.Client.Transports.RocketRide.Chat;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Transports;

/// <content>Questions and answers.</content>
public sealed partial class RocketRideTransport
{
    private const string AnswersLane = "answers";

    private int _questions;

    /// <summary>Asks a run that is fed by a chat component (RocketRide protocol §5.5).</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="question">The question.</param>
    /// <param name="onEvent">Told, in order, of what components say while they work on it; null for nobody.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <exception cref="RunInvalidArgumentException">The run is not fed by a chat component, or the question is empty.</exception>
    /// <exception cref="PipeFailedException">The run gave no answer.</exception>
    public async Task<ChatAnswer> ChatAsync(
        RunReference run, Question question, Action<SseEvent>? onEvent = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (string.IsNullOrWhiteSpace(question.Text))
            throw new RunInvalidArgumentException("The question is empty.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        question.Filter?.Validate();
        var addressed = run.Resolve(RunBackend.RocketRide, RunOperation.Send);
        var content = RunContent.FromBytes(QuestionWriter.Write(question));
        var options = new SendOptions
        {
            MimeType = "application/rocketride-question",
            Provider = "chat",
            Name = $"Question {Interlocked.Increment(ref _questions)}",
        };
        var result = await (onEvent is null
            ? SendAsync(addressed, content, options, cancellationToken)
            : SendAsync(addressed, content, onEvent, options, cancellationToken)).ConfigureAwait(false);
        return new ChatAnswer { Answers = AnswersOf(addressed, result), Result = result };
    }

    /// <summary>Runs a statement on the database behind a run and returns its answer, usually with <c>rows</c> and <c>affected_rows</c> (RocketRide protocol §5.5).</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Abandons it; it may be carried out all the same.</param>
    /// <exception cref="RunProtocolException">The answer is no JSON.</exception>
    public async Task<JsonElement> QueryDatabaseAsync(RunReference run, string sql, CancellationToken cancellationToken = default)
    {
        var answer = await ChatAsync(run, new Question(sql) { Type = QuestionType.Execute }, onEvent: null, cancellationToken).ConfigureAwait(false);
        return answer.Json ?? throw NoDatabase("answered with something that is no JSON");
    }

    /// <summary>Tells the kind of the database behind a run, for example <c>postgres</c> (RocketRide protocol §5.5).</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunProtocolException">The answer names none; the run has no database component.</exception>
    public async Task<string> GetDatabaseDialectAsync(RunReference run, CancellationToken cancellationToken = default)
    {
        var answer = await ChatAsync(run, new Question("dialect") { Type = QuestionType.Dialect }, onEvent: null, cancellationToken).ConfigureAwait(false);
        return (answer.Json is { } json ? json.Text("dialect"u8) : null) ?? throw NoDatabase("named no dialect");
    }

    private static List<JsonElement> AnswersOf(Run run, SendResult result)
    {
        var answers = result.ResultTypes
            .Where(type => type.Value == AnswersLane && result.Results[type.Key].ValueKind == JsonValueKind.Array)
            .SelectMany(type => result.Results[type.Key].EnumerateArray())
            .ToList();
        return answers.Count > 0 ? answers : throw new PipeFailedException(
            $"{run} gave no answer: no component answers questions, or the one that does failed or did not accept the question. The server does not say which.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Send))
        {
            Result = result,
        };
    }

    private static RunProtocolException NoDatabase(string problem) => new(
        $"The run {problem}. Check that its chat component leads to a database component.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
}
