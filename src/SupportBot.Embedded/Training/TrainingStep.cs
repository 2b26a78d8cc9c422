namespace SupportBot.Embedded.Training;

internal sealed class TrainingStep(Matrix embedding, TrainingOptions recipe)
{
    private readonly LazyAdam _adam = new(embedding);
    private readonly SparseGradient _gradient = new(embedding.Rows, embedding.Columns);
    private readonly InfoNce _loss = new(recipe.Temperature);
    private PooledTexts _questions = new(0, 0);
    private PooledTexts _answers = new(0, 0);

    public float Run(IReadOnlyList<(int[] Question, int[] Answer)> batch, float rate)
    {
        if (_questions.Vectors.Rows != batch.Count)
            (_questions, _answers) = (new(batch.Count, embedding.Columns), new(batch.Count, embedding.Columns));
        for (var i = 0; i < batch.Count; i++)
        {
            _questions.Pool(i, batch[i].Question, embedding);
            _answers.Pool(i, batch[i].Answer, embedding);
        }
        var loss = _loss.Backward(_questions.Vectors, _answers.Vectors, _questions.Gradient, _answers.Gradient);
        _questions.Backward(_gradient);
        _answers.Backward(_gradient);
        _adam.Apply(_gradient, rate);
        return loss;
    }
}
